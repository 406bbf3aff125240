// uptime asks sites over TLS whether they are up and tells when it did, in the zone of the asker.
package main

import (
	"crypto/x509"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	listen := flag.String("listen", ":8080", "address")
	flag.Parse()
	client := &http.Client{Timeout: 2 * time.Second}
	http.HandleFunc("/check", func(w http.ResponseWriter, r *http.Request) {
		resp, err := client.Get("https://" + r.URL.Query().Get("host"))
		if err != nil {
			http.Error(w, "down", http.StatusBadGateway)
			return
		}
		defer resp.Body.Close()
		fmt.Fprintln(w, resp.Status)
	})
	http.HandleFunc("/about", about)
	log.Fatal(http.ListenAndServe(*listen, nil))
}

func about(w http.ResponseWriter, r *http.Request) {
	pool, err := x509.SystemCertPool()
	if err != nil || pool.Equal(x509.NewCertPool()) {
		http.Error(w, "no certificates of authorities", 500)
		return
	}
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		http.Error(w, err.Error(), 500)
		return
	}
	noon := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	fmt.Fprintf(w, "certificates: yes\nnoon in Oslo: %s\nuid: %d\n", noon.In(oslo).Format("15:04 MST"), os.Getuid())
}
