package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/user"
	"path/filepath"
)

func main() {
	path := flag.String("config", "config.json", "settings")
	flag.Parse()
	var config struct{ Listen, Title string }
	text, err := os.ReadFile(*path)
	if err != nil {
		log.Fatal(err)
	}
	if err := json.Unmarshal(text, &config); err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/health", func(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "ok") })
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		names, _ := filepath.Glob(filepath.Join(os.Getenv("NOTES_DIR"), "*"))
		me, err := user.Current()
		fmt.Fprintln(w, config.Title, names, me.Username, me.Uid, err)
	})
	log.Fatal(http.ListenAndServe(config.Listen, nil))
}
