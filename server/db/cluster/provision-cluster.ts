import pg from 'pg'

/** Name of the database and of the role that owns it. */
export const APPLICATION_NAME = 'digital_community'

/** Where a cluster is reached and the two passwords of its roles. */
export interface ClusterAccess {
  port: number
  password: string
  adminPassword: string
}

/** Connection string of the owner of the database: it migrates and loads; the server does not use it. */
export function toConnectionString({ port, password }: ClusterAccess): string {
  return `postgresql://${APPLICATION_NAME}:${password}@127.0.0.1:${port}/${APPLICATION_NAME}`
}

/** Connection string of the superuser, to one of the databases that every cluster has. */
export function toAdminConnectionString(
  { port, adminPassword }: ClusterAccess,
  database: 'postgres' | 'template1' = 'postgres',
): string {
  return `postgresql://postgres:${adminPassword}@127.0.0.1:${port}/${database}`
}

/**
 * Creates role, PostGIS and database where they are missing. PostGIS goes into `template1`, since
 * only a superuser may install it: so every database of the cluster has it.
 */
export async function provisionCluster(access: ClusterAccess): Promise<void> {
  const admin = new pg.Client(toAdminConnectionString(access))
  await admin.connect()
  try {
    const { rows } = await admin.query(
      `SELECT FROM pg_database CROSS JOIN pg_roles
       WHERE datname = $1 AND rolname = $1 AND rolcreaterole`,
      [APPLICATION_NAME],
    )
    if (rows.length > 0) return
    await admin.query('SELECT pg_advisory_lock(hashtext($1))', [APPLICATION_NAME])
    await createRole(admin, access.password)
    await installPostgis(access)
    await createDatabase(admin)
  } finally {
    await admin.end()
  }
}

async function createRole(admin: pg.Client, password: string): Promise<void> {
  const { rows } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [APPLICATION_NAME])
  // It makes the roles whose rights the policies of the schema are written for.
  await admin.query(
    rows.length > 0
      ? `ALTER ROLE ${APPLICATION_NAME} CREATEROLE`
      : `CREATE ROLE ${APPLICATION_NAME} LOGIN CREATEDB CREATEROLE PASSWORD ${admin.escapeLiteral(password)}`,
  )
}

async function installPostgis(access: ClusterAccess): Promise<void> {
  const template = new pg.Client(toAdminConnectionString(access, 'template1'))
  await template.connect()
  try {
    await template.query('CREATE EXTENSION IF NOT EXISTS postgis')
  } finally {
    await template.end()
  }
}

async function createDatabase(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [
    APPLICATION_NAME,
  ])
  if (rows.length > 0) return
  await admin.query(`CREATE DATABASE ${APPLICATION_NAME} OWNER ${APPLICATION_NAME}`)
}
