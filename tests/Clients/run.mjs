// Runs every client's script against one sandbox, in turn.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

let failed = 0
for (const name of ['intuit-oauth', 'node-quickbooks', 'woocommerce-rest-api', 'supabase-js']) {
  console.log(`# ${name}`)
  if (spawnSync(process.execPath, [fileURLToPath(new URL(`${name}.mjs`, import.meta.url))], { stdio: 'inherit' }).status !== 0) failed += 1
}
process.exitCode = failed
