# The mock server. docs/operations.md tells how to run it.
FROM node:24-slim AS build
WORKDIR /app
# The packages alone first: they are installed again only when one of these files changes.
COPY package.json package-lock.json ./
COPY contracts/package.json contracts/
COPY engine/package.json engine/
COPY mock-server/package.json mock-server/
COPY perf/package.json perf/
COPY scenarios/package.json scenarios/
COPY sdk/package.json sdk/
COPY scripts/exec/package.json scripts/exec/
RUN npm ci --ignore-scripts
COPY . .
RUN npx tsc -b mock-server && npm run build -w mock-server
# What the server needs to run, and nothing else: npm would also install what other workspaces need of its development dependencies.
RUN npm pkg delete devDependencies -w contracts -w engine -w mock-server
RUN npm ci --ignore-scripts --omit=dev -w mock-server
RUN find node_modules mock-server/node_modules contracts/dist engine/dist mock-server/dist -type f \
    \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM node:24-slim
ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Mock billing server" \
      org.opencontainers.image.description="A billing provider to test against: stateful, exact, isolated per account" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/LICENSE ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/contracts/package.json /app/contracts/openapi.yaml contracts/
COPY --from=build /app/contracts/dist contracts/dist
COPY --from=build /app/engine/package.json engine/
COPY --from=build /app/engine/dist engine/dist
COPY --from=build /app/mock-server/package.json mock-server/
COPY --from=build /app/mock-server/bin mock-server/bin
COPY --from=build /app/mock-server/dist mock-server/dist
# The packages of which other workspaces have other versions.
COPY --from=build /app/mock-server/node_modules mock-server/node_modules
USER node
EXPOSE 5000
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["node", "-e", "const { MOCK_SERVER_HOST: host, MOCK_SERVER_PORT: port } = process.env; require('node:http').get({ host: host || '127.0.0.1', port: port || 5000, path: '/health/ready' }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1)).on('error', () => process.exit(1))"]
# Node is the first process: the server listens to the signals itself.
ENTRYPOINT ["node", "mock-server/bin/billing-mock-server.js"]
CMD []
