# One image per service: docker build --build-arg PROJECT=Webhooks --build-arg PORT=8080 .
# PROJECT is Webhooks, QboSync, SupabaseSync or Credentials.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source

# Packages first: this layer is built again only when a project file or a version changes.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY shared/Contracts/Contracts.csproj shared/Contracts/
COPY shared/Hosting/Hosting.csproj shared/Hosting/
COPY shared/Microsoft.SqlServer.Server/Microsoft.SqlServer.Server.csproj shared/Microsoft.SqlServer.Server/
COPY shared/Syncing/Syncing.csproj shared/Syncing/
COPY shared/Woo/Woo.csproj shared/Woo/
COPY services/Credentials/Credentials.csproj services/Credentials/
COPY services/QboSync/QboSync.csproj services/QboSync/
COPY services/SupabaseSync/SupabaseSync.csproj services/SupabaseSync/
COPY services/Webhooks/Webhooks.csproj services/Webhooks/
ARG PROJECT
RUN dotnet restore "services/$PROJECT/$PROJECT.csproj"

COPY . .
# SqlClient refuses to work in the invariant mode that the projects ask for; the runtime image has ICU.
RUN dotnet publish "services/$PROJECT/$PROJECT.csproj" --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
ARG PROJECT
ARG PORT=8080
# The base image sets ASPNETCORE_HTTP_PORTS, which would only raise a warning beside ASPNETCORE_URLS.
ENV SERVICE=$PROJECT \
    PORT=$PORT \
    ASPNETCORE_URLS=http://0.0.0.0:$PORT \
    ASPNETCORE_HTTP_PORTS= \
    Platform__DataDirectory=/data
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown "$APP_UID" /data
USER $APP_UID
EXPOSE $PORT

# The image has no curl; bash speaks enough HTTP to read a status.
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ code _ <&3 && [ \"$code\" = 200 ]"]

# exec: dotnet gets the signals, and what follows the image's name is handed on (import FILE).
ENTRYPOINT ["sh", "-c", "exec dotnet \"$SERVICE.dll\" \"$@\"", "service"]
