# A tool that compiles when it starts needs the JDK.
# level: 2
FROM eclipse-temurin:21
COPY . /srv
WORKDIR /srv
ENTRYPOINT ["grails"]
CMD ["run-app"]
