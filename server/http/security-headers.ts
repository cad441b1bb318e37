import type { FastifyInstance } from 'fastify'

/**
 * What a page of the client may do. Scripts, workers, fonts and connections are this server's own,
 * and no script stands in a page. What else is allowed, and why:
 * - 'wasm-unsafe-eval': Cesium compiles WebAssembly to unpack tiles; eval of text stays forbidden.
 * - images of data: and blob: are made by the page itself: Cesium asks with a picture of one pixel
 *   what the browser can decode, and shows loaded pictures by way of a blob where the browser
 *   cannot decode them aside.
 * - styles within the page: Cesium and Ant Design write them while they run, at places that know
 *   no nonce (the scroll lock of dialogues). They can fetch nothing from elsewhere.
 */
const PAGE_POLICY = toPolicy({
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' data: blob:",
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
})

/** Data is no page: opened as one, it may do nothing at all. */
const DATA_POLICY = toPolicy({
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
})
const DATA_PATH = /^\/(api|tiles|3d-tiles|health|openapi\.json)(\/|\?|$)/

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [
    ...['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'usb'],
    ...['serial', 'hid', 'browsing-topics'],
  ]
    .map((feature) => `${feature}=()`)
    .join(', '),
}

/** Two years, as the preload lists of browsers ask for. */
const ALWAYS_ENCRYPTED = 'max-age=63072000; includeSubDomains'

/** Says on each answer what a browser must not do with it. Call it before the routes. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS)
    const isData = DATA_PATH.test(request.url)
    reply.header('content-security-policy', isData ? DATA_POLICY : PAGE_POLICY)
    if (request.protocol === 'https') reply.header('strict-transport-security', ALWAYS_ENCRYPTED)
  })
}

function toPolicy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
