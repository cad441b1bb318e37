/**
 * Second half of the bootstrap, on the Node of the packages: PostGIS for `start`, and also a
 * browser and a Chinese font for `test`.
 */
import { type Config, loadConfig } from '../../server/config.ts'
import { SetupError } from '../../server/db/setup-error.ts'
import { runCommand } from '../run-command.ts'
import { inspectMachine } from './inspect-machine.ts'
import { installDebianPackages } from './install-debian-packages.ts'
import { type Needs, planInstallation } from './plan-installation.ts'

await runCommand(() => prepareMachine(process.argv[2] === 'test', loadConfig()))

async function prepareMachine(needsBrowser: boolean, config: Config): Promise<void> {
  const needs: Needs = { postgis: config.databaseUrl === undefined, browser: needsBrowser }
  const facts = await inspectMachine(needs, config)
  const plan = planInstallation(needs, facts)
  if (plan.kind === 'refuse') throw new SetupError(plan.sentence)
  if (plan.kind === 'install' && facts.privilege !== 'none') {
    await installDebianPackages(plan.packages, facts.privilege, plan.reason)
  }
}
