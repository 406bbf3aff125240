package main

import (
	_ "embed"
	"fmt"
)

//go:embed static/page.html
var page string

func main() {
	fmt.Println(page)
}
