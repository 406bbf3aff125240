module example.org/sqlite-version

go 1.26
