import { totalmem } from 'node:os'

/** Included by postgresql.conf; written anew before each start. */
export const SETTINGS_FILE = 'digital-community.conf'

/**
 * PostgreSQL settings of the private cluster.
 *
 * @param port on the loopback interface, the only one it listens on
 * @param isThrowaway gives up durability for speed: for tests
 */
export function renderServerSettings(port: number, isThrowaway: boolean): string {
  const memoryMegabytes = totalmem() / 2 ** 20
  const settings: Record<string, string | number> = {
    listen_addresses: "'127.0.0.1'",
    port,
    // Relative to the data folder: the full path may exceed the 107 bytes of a socket address.
    unix_socket_directories: "'..'",
    max_connections: 80,
    shared_buffers: `${Math.floor(Math.min(512, Math.max(64, memoryMegabytes / 8)))}MB`,
    effective_cache_size: `${Math.floor(Math.max(256, memoryMegabytes / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    // Compiling costs more than it saves on queries of a few milliseconds.
    jit: 'off',
    // Workers need /dev/shm, of which containers have 64 MB, and short queries gain nothing.
    max_parallel_workers_per_gather: 0,
    max_parallel_maintenance_workers: 0,
    log_timezone: "'UTC'",
    timezone: "'UTC'",
    ...(isThrowaway
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }
      : {}),
  }
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')
}
