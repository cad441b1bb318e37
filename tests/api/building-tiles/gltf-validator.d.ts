declare module 'gltf-validator' {
  interface Report {
    issues: { numErrors: number; messages: { severity: number; code: string; pointer: string }[] }
  }
  export function validateBytes(bytes: Uint8Array): Promise<Report>
}
