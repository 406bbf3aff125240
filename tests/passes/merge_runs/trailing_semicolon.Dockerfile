# A `;` at the end gives way to `&&`.
FROM node:20-bookworm
RUN apt-get update;
RUN apt-get install -y curl ;
RUN apt-get clean;
