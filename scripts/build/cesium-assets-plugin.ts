import { createReadStream, existsSync, statSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, extname, join, normalize } from 'node:path'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)
const packageFile = require.resolve('cesium/package.json')
const { version } = require(packageFile) as { version: string }
const source = join(dirname(packageFile), 'Build', 'Cesium')

/** What Cesium fetches while it runs: its workers, WebAssembly, textures and tables. */
const FOLDERS = ['Assets', 'ThirdParty', 'Workers', 'Widgets']

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
}

/** Its version is in the path, so browsers may keep these files for ever. */
export const cesiumBaseUrl = `/cesium/${version}/`

/**
 * Serves Cesium's own files while developing and copies them when building, and tells Cesium where
 * they are.
 */
export function cesiumAssets(): Plugin {
  let outDir = ''
  return {
    name: 'cesium-assets',
    config: () => ({ define: { CESIUM_BASE_URL: JSON.stringify(cesiumBaseUrl) } }),
    configResolved(config) {
      outDir = join(config.root, config.build.outDir)
    },
    configureServer(server) {
      server.middlewares.use(cesiumBaseUrl, (request, response, next) => {
        const path = normalize(decodeURIComponent((request.url ?? '').split('?')[0] ?? ''))
        const file = join(source, path)
        const isServed = FOLDERS.some((folder) => path.startsWith(`/${folder}/`))
        if (!isServed || !existsSync(file) || !statSync(file).isFile()) return next()
        response.setHeader('Content-Type', CONTENT_TYPES[extname(file)] ?? 'text/plain')
        createReadStream(file).pipe(response)
      })
    },
    async writeBundle() {
      const target = join(outDir, cesiumBaseUrl)
      await Promise.all(
        FOLDERS.map((folder) =>
          cp(join(source, folder), join(target, folder), { recursive: true }),
        ),
      )
    },
  }
}
