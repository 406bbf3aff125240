module example.org/myapp

go 1.26
