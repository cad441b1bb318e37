import type { FastifyInstance } from 'fastify'

/**
 * What a page of the client may do. Scripts come from this server only and none stands in a page;
 * Cesium compiles WebAssembly and runs workers, which are files of this server too. Styles are the
 * one relaxation: Ant Design writes them into the page while it runs, at places that know no nonce
 * (the scroll lock of dialogues). They can fetch nothing from elsewhere: images, fonts and
 * connections are bound to this server as well.
 */
const PAGE_POLICY = toPolicy({
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self' blob:",
  'connect-src': "'self' blob:",
  'img-src': "'self' data: blob:",
  'style-src': "'self' 'unsafe-inline'",
  'font-src': "'self' data:",
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
    if (isData) reply.header('content-security-policy', DATA_POLICY)
    else reply.header('content-security-policy-report-only', PAGE_POLICY)
    if (request.protocol === 'https') reply.header('strict-transport-security', ALWAYS_ENCRYPTED)
  })
}

function toPolicy(directives: Record<string, string>): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
