# The SDK is not needed to run a published program.
# level: 2
FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
COPY . .
RUN dotnet publish -c Release -o /out

FROM mcr.microsoft.com/dotnet/sdk:8.0
COPY --from=build /out /app
ENTRYPOINT ["dotnet", "/app/app.dll"]
