declare module 'oidc-provider' {
  import type { Server } from 'node:http'

  /** As far as the tests use it. */
  // biome-ignore lint/style/noDefaultExport: that is how the package is made
  export default class Provider {
    constructor(issuer: string, configuration: object)
    listen(port: number, host: string, onListening: () => void): Server
  }
}
