// Behaviour of the pages. Everything works without it.
import { initAll } from './govuk-frontend.min.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
initAll()

// Says five minutes before the idle time-out that it comes. Staying signed in asks the server once;
// nothing typed is lost, and if the time has passed the page stays as it is, to be copied from.
const minutes = Number(document.body.dataset.idleMinutes || 0)
if (minutes) {
  let timer
  const start = () => { clearTimeout(timer); timer = setTimeout(warn, (minutes - 5) * 60000) }
  const warn = () => {
    const box = document.createElement('div')
    box.className = 'desist-idle'
    box.setAttribute('role', 'alertdialog')
    box.setAttribute('aria-label', document.body.dataset.idleButton)
    const text = document.createElement('p')
    text.className = 'govuk-body'
    text.textContent = document.body.dataset.idleText
    const button = document.createElement('button')
    button.className = 'govuk-button'
    button.textContent = document.body.dataset.idleButton
    button.addEventListener('click', async () => {
      await fetch('/account/still-here', { credentials: 'same-origin' })
      box.remove()
      start()
    })
    box.append(text, button)
    document.body.append(box)
    button.focus()
  }
  start()
}
