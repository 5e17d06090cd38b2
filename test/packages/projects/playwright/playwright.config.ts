import { defineConfig } from '@playwright/test';

export default defineConfig({ globalSetup: './start-server.ts', workers: 2, fullyParallel: true });
