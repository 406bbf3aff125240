# These are supported, and pinned ones are not looked into.
FROM debian:12-slim
FROM alpine:3.23
FROM node:24-trixie
FROM ubuntu@sha256:0000000000000000000000000000000000000000000000000000000000000000
