// Behaviour of the pages. Everything works without it.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Says five minutes before a time-out that it comes. Staying signed in asks the server once. Nothing
// typed is lost: sent too late, it comes back on a page that sends it again after signing in.
const said = document.body.dataset
const say = (text, name, onPress) => {
  const box = document.createElement('div')
  box.className = 'desist-idle'
  box.setAttribute('role', 'alertdialog')
  box.setAttribute('aria-label', name)
  const words = document.createElement('p')
  words.className = 'govuk-body'
  words.textContent = text
  const button = document.createElement('button')
  button.className = 'govuk-button'
  button.type = 'button'
  button.textContent = name
  button.addEventListener('click', async () => { await onPress(); box.remove() })
  box.append(words, button)
  document.body.append(box)
  button.focus()
}
const before = 5 * 60000
const idle = Number(said.idleMinutes || 0) * 60000
if (idle) {
  const start = () => setTimeout(warn, idle - before)
  const warn = () => say(said.idleText, said.idleButton, async () => {
    await fetch('/account/still-here', { credentials: 'same-origin' })
    start()
  })
  start()
  const left = Number(said.endsAt) - Date.now() - before
  setTimeout(() => say(said.endsText, said.endsButton, async () => {}), Math.max(0, left))
}
