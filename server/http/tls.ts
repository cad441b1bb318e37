import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { SetupError } from '../db/setup-error.ts'

/** Certificate and key for HTTPS, PEM. */
export interface TlsFiles {
  cert: Buffer
  key: Buffer
}

/**
 * Reads certificate and key where both are configured.
 *
 * @returns undefined where the server speaks plain HTTP
 * @throws SetupError where only one is configured, one cannot be read, or they do not fit
 */
export async function loadTlsFiles(
  certFile: string | undefined,
  keyFile: string | undefined,
): Promise<TlsFiles | undefined> {
  if (!certFile && !keyFile) return undefined
  if (!certFile || !keyFile) {
    throw new SetupError('HTTPS needs both TLS_CERT_FILE and TLS_KEY_FILE: set the other one too.')
  }
  const [cert, key] = await Promise.all([
    readPem('TLS_CERT_FILE', certFile),
    readPem('TLS_KEY_FILE', keyFile),
  ])
  try {
    createSecureContext({ cert, key })
  } catch (error) {
    throw new SetupError(
      `TLS_CERT_FILE and TLS_KEY_FILE do not fit together (${(error as Error).message}): both must be PEM, the key that of the certificate, without a passphrase.`,
    )
  }
  return { cert, key }
}

async function readPem(variable: string, file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new SetupError(
      `${variable} cannot be read (${file}, ${code}): correct the path or its rights.`,
    )
  }
}
