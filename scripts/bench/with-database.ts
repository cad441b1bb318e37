import pg from 'pg'

/** Makes an empty database beside the given one, and drops it when the work is done. */
export async function withDatabase(
  connectionString: string,
  name: string,
  act: (url: string) => Promise<unknown>,
): Promise<void> {
  const admin = new pg.Client(connectionString)
  await admin.connect()
  try {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await admin.query(`CREATE DATABASE ${name}`)
    const url = new URL(connectionString)
    url.pathname = `/${name}`
    try {
      await act(url.href)
    } finally {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    }
  } finally {
    await admin.end()
  }
}
