module consumer.test

go 1.26.0

require kit.test v0.0.0

replace kit.test => ./kit
