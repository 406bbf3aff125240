module example.org/uptime

go 1.26
