# A patch version of the SDK is none of the runtime's.
# level: 2
FROM mcr.microsoft.com/dotnet/sdk:8.0.404
COPY out /app
CMD ["dotnet", "/app/app.dll"]
