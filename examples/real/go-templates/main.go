package main

import (
	"html/template"
	"log"
	"net/http"
	"path/filepath"
)

type entry struct {
	Name, Text string
}

func main() {
	pages := template.Must(template.ParseGlob(filepath.Join("templates", "*.html")))
	entries := []entry{{"Ada", "first <b>entry</b>"}, {"Grace", "found a moth"}}
	http.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static"))))
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if err := pages.ExecuteTemplate(w, "index.html", entries); err != nil {
			log.Print(err)
		}
	})
	log.Fatal(http.ListenAndServe(":8000", nil))
}
