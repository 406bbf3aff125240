package main

/*
#cgo LDFLAGS: -lsqlite3
#include <sqlite3.h>
*/
import "C"

import (
	"fmt"
	"log"
	"net/http"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "sqlite %s, threadsafe %d\n", C.GoString(C.sqlite3_libversion()), int(C.sqlite3_threadsafe()))
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
