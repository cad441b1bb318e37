import type { Plugin } from 'vite'

const KNOCKOUT = /[\\/]knockout-[\d.]+\.js$/
const GLOBAL_BY_EVAL = /\(0, ?eval\)\((["'])this\1\)/

/**
 * Knockout, which Cesium's widgets bring along, finds the global object by eval as soon as it is
 * loaded. The Content-Security-Policy of the server forbids eval, so it is told directly.
 */
export function withoutEval(): Plugin {
  return {
    name: 'without-eval',
    transform(code, id) {
      if (!KNOCKOUT.test(id.split('?', 1)[0] ?? '')) return undefined
      if (!GLOBAL_BY_EVAL.test(code)) throw new Error(`${id} has changed: does it still use eval?`)
      return { code: code.replace(GLOBAL_BY_EVAL, 'globalThis'), map: null }
    },
  }
}
