# Nobody knows which Ubuntu the next build will find.
FROM ubuntu
FROM mycompany/base:latest
