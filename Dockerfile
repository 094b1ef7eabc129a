# One file for all parts; the base image is an argument so that a mirror or another registry can be named.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY libs/client/package.json libs/client/
COPY libs/contracts/package.json libs/contracts/
COPY libs/decider/package.json libs/decider/
COPY libs/egress/package.json libs/egress/
COPY libs/event-log/package.json libs/event-log/
COPY libs/telemetry/package.json libs/telemetry/
COPY libs/test-kit/package.json libs/test-kit/
COPY apps/session-service/package.json apps/session-service/
COPY apps/capture-service/package.json apps/capture-service/
COPY apps/gateway/package.json apps/gateway/
COPY apps/web/package.json apps/web/
COPY e2e/package.json e2e/
COPY tools/package.json tools/
COPY bench/package.json bench/
COPY examples/package.json examples/
RUN npm ci
COPY . .
RUN npx nx run-many -t build --outputStyle=static && rm -rf .nx

# What one service needs to run and nothing else: its packages, out of the cache that the build has filled, and no sources.
# npm follows the development dependencies of a linked workspace whatever --omit says; the event log's would bring all of the test kit.
FROM build AS service-files
RUN npm pkg delete devDependencies -w @countersign/event-log && rm -rf libs/*/src apps/*/src
FROM service-files AS gateway-files
RUN npm ci --prefer-offline --omit=dev -w @countersign/gateway && rm -rf libs/test-kit
FROM service-files AS capture-service-files
RUN npm ci --prefer-offline --omit=dev -w @countersign/capture-service && rm -rf libs/test-kit
FROM service-files AS session-service-files
RUN npm ci --prefer-offline --omit=dev -w @countersign/session-service && rm -rf libs/test-kit

FROM ${NODE_IMAGE} AS base
ENV NODE_ENV=production
WORKDIR /app

FROM base AS gateway
COPY --from=gateway-files /app/package.json ./
COPY --from=gateway-files /app/node_modules node_modules
COPY --from=gateway-files /app/libs libs
COPY --from=gateway-files /app/apps/gateway apps/gateway
COPY --from=gateway-files /app/apps/web/dist apps/web/dist
RUN mkdir -p /data && chown 1000:1000 /data
USER 1000:1000
EXPOSE 4400
CMD ["node", "--enable-source-maps", "apps/gateway/dist/main.js"]

FROM base AS capture-service
COPY --from=capture-service-files /app/package.json ./
COPY --from=capture-service-files /app/node_modules node_modules
COPY --from=capture-service-files /app/libs libs
COPY --from=capture-service-files /app/apps/capture-service apps/capture-service
USER 1000:1000
CMD ["node", "--enable-source-maps", "apps/capture-service/dist/main.js"]

# Root, because every browser session gets a uid of its own; browsers never run as root.
FROM base AS session-service
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium tigervnc-standalone-server util-linux procps fonts-liberation fonts-noto-cjk fonts-noto-color-emoji && rm -rf /var/lib/apt/lists/*
COPY --from=session-service-files /app/package.json ./
COPY --from=session-service-files /app/node_modules node_modules
COPY --from=session-service-files /app/libs libs
COPY --from=session-service-files /app/apps/session-service apps/session-service
EXPOSE 4500
CMD ["node", "--enable-source-maps", "apps/session-service/dist/main.js"]

# The example job board and the walk of a sample application through it; they use no packages.
FROM base AS example
COPY --from=build /app/package.json ./
COPY --from=build /app/e2e/package.json e2e/
COPY --from=build /app/e2e/dist e2e/dist
COPY --from=build /app/e2e/job-board/pages e2e/job-board/pages
COPY --from=build /app/tools/package.json tools/
COPY --from=build /app/tools/dist tools/dist
COPY --from=build /app/tools/start/sample tools/start/sample
USER 1000:1000
CMD ["node", "e2e/dist/server/main.js"]
