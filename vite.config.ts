import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { cesiumAssets } from './scripts/build/cesium-assets-plugin.ts'
import { withoutEval } from './scripts/build/without-eval-plugin.ts'
import { loadConfig } from './server/config.ts'
import { toUrl } from './server/http/listening.ts'

export default defineConfig(({ mode }) => (mode === 'test' ? tests() : client()))

function client(): ViteUserConfig {
  const { host, port } = loadConfig()
  const server = toUrl(host, port)
  // Not '/api': the client has a folder of that name.
  const paths = ['/api/v1', '/tiles', '/3d-tiles', '/health', '/docs', '/openapi.json']
  return {
    root: 'client',
    plugins: [react(), cesiumAssets(), withoutEval()],
    server: {
      host: '127.0.0.1',
      proxy: Object.fromEntries(paths.map((path) => [path, server])),
    },
    build: {
      outDir: '../dist/client',
      emptyOutDir: true,
      // Cesium alone is 4 MB; it changes rarely, so it is a file of its own.
      chunkSizeWarningLimit: 6000,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              // Cesium loads parts of itself with it; the page must not wait for Cesium to get it.
              { name: 'preload', test: /vite\/preload-helper/, priority: 1 },
              { name: 'cesium', test: /node_modules[\\/](@cesium|cesium)[\\/]/ },
            ],
          },
        },
      },
    },
  }
}

/** Light projects first and side by side; those that draw the map one file at a time. */
function tests(): ViteUserConfig {
  // Files clean up after themselves, so they need no process of their own; a slow machine gets time.
  const light = { isolate: false, maxWorkers: availableParallelism(), testTimeout: 120_000 }
  const database = {
    ...{ globalSetup: ['tests/helpers/global-setup.ts'], hookTimeout: 240_000 },
    // Half of the time they wait for the database.
    ...{ ...light, maxWorkers: availableParallelism() + 1 },
  }
  const alone = { ...database, maxWorkers: 1 }
  return {
    test: {
      reporters: ['default', './tests/helpers/summary-reporter.ts'],
      projects: [
        project('unit', { ...light, sequence: { groupOrder: 0 } }),
        project('architecture', { ...light, sequence: { groupOrder: 0 } }),
        project('db', { ...database, sequence: { groupOrder: 1 } }),
        project('api', { ...database, sequence: { groupOrder: 1 } }),
        project('pages', { ...database, sequence: { groupOrder: 1 } }),
        project('scene', { ...alone, sequence: { groupOrder: 2 } }),
        project('e2e', { ...alone, sequence: { groupOrder: 3 } }),
      ],
    },
  }
}

function project(name: string, options: ViteUserConfig['test']) {
  return {
    test: { name, include: [`tests/${name}/**/*.test.{ts,tsx}`], ...options },
  }
}
