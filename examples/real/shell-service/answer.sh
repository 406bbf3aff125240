#!/bin/bash
read -r method path _
printf 'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n'
jq -n --arg method "$method" --arg path "${path^^}" --arg curl "$(command -v curl)" '{$method, $path, $curl}'
