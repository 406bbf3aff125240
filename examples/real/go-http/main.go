// quotes answers with a line for a day of the week.
package main

import (
	"encoding/json"
	"log"
	"net/http"
	"os"
)

var quotes = map[string]string{
	"mon": "Well begun is half done.",
	"tue": "Measure twice, cut once.",
}

func main() {
	addr := ":" + env("PORT", "8080")
	http.HandleFunc("/quotes/{day}", func(w http.ResponseWriter, r *http.Request) {
		text, ok := quotes[r.PathValue("day")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]string{"day": r.PathValue("day"), "text": text})
	})
	log.Printf("listening on %s", addr)
	log.Fatal(http.ListenAndServe(addr, nil))
}

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
