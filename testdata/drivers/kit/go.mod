module kit.test

go 1.26.0
