module old.test

go 1.15
