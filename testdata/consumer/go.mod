module example.test/consumer

go 1.24.0
