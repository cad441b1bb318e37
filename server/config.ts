import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { SetupError } from './db/setup-error.ts'

/** The folder that holds package.json; relative paths of the environment start here. */
export const PROJECT_ROOT = resolve(import.meta.dirname, '..')

const Environment = Type.Object({
  HOST: Type.String({
    default: '127.0.0.1',
    pattern: '^[0-9A-Za-z.:-]+$',
    problem: 'must be an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all',
  }),
  PORT: Type.String({
    default: '8080',
    pattern: '^([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])$',
    problem: 'must be a whole number from 1 to 65535',
  }),
  DATABASE_URL: DatabaseUrl(),
  APPLICATION_DATABASE_URL: DatabaseUrl(),
  PII_KEY: AnyText(),
  PUBLIC_URL: Matching(
    '^https?://[^/?#]+/?$',
    'must be the address that browsers open, such as https://community.example',
  ),
  TRUST_PROXY: Matching(
    '^[0-9A-Fa-f.:/, ]+$',
    'must be the addresses of the proxies before the server, divided by commas',
  ),
  TLS_CERT_FILE: AnyText(),
  TLS_KEY_FILE: AnyText(),
  REQUESTS_PER_MINUTE: Type.String({
    default: '6000',
    pattern: '^[1-9]\\d{0,8}$',
    problem: 'must be a whole number, such as 6000',
  }),
  OIDC_ISSUER: Matching(
    '^(https://|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?(/|$))[^?#]*$',
    'must be the issuer of the single sign-on, such as https://login.example',
  ),
  OIDC_CLIENT_ID: AnyText(),
  OIDC_CLIENT_SECRET: AnyText(),
  OIDC_NAME: Type.String({
    default: 'OpenID Connect',
    maxLength: 60,
    problem: 'must be a short name for the button of the single sign-on',
  }),
  DATA_DIR: Type.String({ default: '.data' }),
  LOG_LEVEL: Type.Union(
    ['silent', 'error', 'warn', 'info', 'debug'].map((level) => Type.Literal(level)),
    { default: 'warn', problem: 'must be silent, error, warn, info or debug' },
  ),
  PG_BIN: AnyText(),
  CHROME_PATH: AnyText(),
})

/** Checked by what uses it. */
function AnyText() {
  return Type.Optional(Type.String())
}

function Matching(pattern: string, problem: string) {
  return Type.Optional(Type.String({ pattern, problem }))
}

function DatabaseUrl() {
  return Matching(
    '^postgres(ql)?://.+',
    'must look like postgresql://user:password@host:5432/database',
  )
}

export interface OidcConfig {
  issuer: string
  clientId: string
  /** Absent for a public client, which proves itself by PKCE alone. */
  clientSecret: string | undefined
  /** On the button. */
  name: string
}

export interface Config {
  host: string
  port: number
  /** Absent: the private cluster in `dataDir` is used. */
  databaseUrl: string | undefined
  /** The application's own login; absent: the owner of the database makes one. */
  applicationDatabaseUrl: string | undefined
  /** Keys of the sealed fields; absent: those of the key file in `dataDir`. */
  piiKey: string | undefined
  /** The address that browsers open, where it is not that of the server. */
  publicUrl: string | undefined
  /** Proxies whose X-Forwarded headers are believed. */
  trustProxy: string | undefined
  /** Certificate and key in PEM, absolute paths; both for HTTPS. */
  tlsCertFile: string | undefined
  tlsKeyFile: string | undefined
  /** What one account may ask for; an address may four times as much. */
  requestsPerMinute: number
  /** Single sign-on by OpenID Connect; absent where there is none. */
  oidc: OidcConfig | undefined
  /** Absolute path. */
  dataDir: string
  logLevel: string
  /** Folder of PostgreSQL's programs; absent: the usual places are searched. */
  pgBin: string | undefined
  /** Browser for the tests; absent: the usual places are searched. */
  chromePath: string | undefined
}

/**
 * Reads the environment, and `.env` of the project where it exists (the environment wins).
 *
 * @throws SetupError naming every problem at once
 */
export function loadConfig(): Config {
  const envFile = join(PROJECT_ROOT, '.env')
  if (existsSync(envFile)) process.loadEnvFile(envFile)
  return parseConfig(process.env)
}

/**
 * Turns environment variables into the configuration. An empty variable counts as absent.
 *
 * @throws SetupError naming every problem at once
 */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const input = Value.Default(Environment, pickVariables(environment))
  const problems = listProblems(input)
  if (problems.length > 0) {
    throw new SetupError(`The environment is not usable: ${problems.join('; ')}.`)
  }
  const values = input as Static<typeof Environment>
  return {
    host: values.HOST,
    port: Number(values.PORT),
    databaseUrl: values.DATABASE_URL,
    applicationDatabaseUrl: values.APPLICATION_DATABASE_URL,
    piiKey: values.PII_KEY,
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, ''),
    trustProxy: values.TRUST_PROXY,
    tlsCertFile: values.TLS_CERT_FILE && resolve(PROJECT_ROOT, values.TLS_CERT_FILE),
    tlsKeyFile: values.TLS_KEY_FILE && resolve(PROJECT_ROOT, values.TLS_KEY_FILE),
    requestsPerMinute: Number(values.REQUESTS_PER_MINUTE),
    oidc: toOidc(values),
    dataDir: resolve(PROJECT_ROOT, values.DATA_DIR),
    logLevel: values.LOG_LEVEL,
    pgBin: values.PG_BIN,
    chromePath: values.CHROME_PATH,
  }
}

function toOidc(values: Static<typeof Environment>): OidcConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values
  if (!issuer && !clientId) return undefined
  if (!issuer || !clientId) {
    throw new SetupError(
      'Single sign-on needs OIDC_ISSUER and OIDC_CLIENT_ID: set the other one too.',
    )
  }
  return { issuer, clientId, clientSecret, name: values.OIDC_NAME }
}

function pickVariables(environment: Record<string, string | undefined>): Record<string, string> {
  const names = Object.keys(Environment.properties)
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name]?.trim()
      return value ? [[name, value]] : []
    }),
  )
}

function listProblems(input: unknown): string[] {
  const names = Value.Errors(Environment, input).map(({ instancePath }) => instancePath.slice(1))
  return [...new Set(names)].map((name) => {
    const schema = Environment.properties[name as keyof typeof Environment.properties]
    return `${name} ${(schema as { problem?: string } | undefined)?.problem ?? 'is not valid'}`
  })
}

/** The environment for a child process: that of this one, with some variables set anew. */
export function childEnvironment(variables: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...variables }
}
