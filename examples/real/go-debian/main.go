package main

import (
	"fmt"
	"net/http"
	"strings"
)

func main() {
	http.HandleFunc("/count", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, len(strings.Fields(r.URL.Query().Get("text"))))
	})
	if err := http.ListenAndServe(":8080", nil); err != nil {
		panic(err)
	}
}
