// The form with facets: it stands beside the list or folds above it, and says what its words mean.
(() => {
  const form = document.querySelector("form.facets");
  if (!form) return;
  const fold = form.querySelector(".fold");
  const wide = matchMedia("(min-width: 62rem)");
  const unfold = () => (fold.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();

  form.addEventListener("click", (event) => {
    const asking = event.target.closest("button[aria-expanded]");
    if (!asking) return;
    const answer = document.getElementById(asking.getAttribute("aria-controls"));
    answer.hidden = !answer.hidden;
    asking.setAttribute("aria-expanded", String(!answer.hidden));
  });

  // Folded above the list, it makes way for what was found.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (wide.matches) return;
    fold.open = false;
    const state = document.querySelector(".browse .state");
    (state.querySelector("button") ?? state.querySelector("[role=status]")).focus();
    state.scrollIntoView();
  });
})();
