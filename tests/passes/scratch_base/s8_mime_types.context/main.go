package main

import "mime"

func main() { mime.TypeByExtension(".html") }
