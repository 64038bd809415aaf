// What every script shares: where the sandbox is, and checks that are named and counted.
import assert from 'node:assert/strict'

export const base = (process.env.SANDBOX ?? 'http://127.0.0.1:8090').replace(/\/$/, '')

/** Runs one check; a script stops at the first that fails, because the next ones build on it. */
export async function check(name, act) {
  await act()
  console.log(`ok ${name}`)
}

/** A function of the old kind, whose last argument is a callback, as a promise. */
export const call = (self, method, ...args) =>
  new Promise((resolve, reject) => self[method](...args, (error, answer) => (error ? reject(error) : resolve(answer))))

/** The error of a call that must fail. */
export async function refused(promise) {
  try {
    await promise
  } catch (error) {
    return error
  }
  assert.fail('this should have been refused')
}

/** The sandbox's own control. */
export async function control(method, path, body) {
  const answer = await fetch(base + path, { method, body: body && JSON.stringify(body), headers: { 'content-type': 'application/json' } })
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`)
  const text = await answer.text()
  return text ? JSON.parse(text) : null
}
