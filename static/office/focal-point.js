// The focal point of a picture by a click or by the arrow keys; without this script its two numbers are typed.
const picker = document.querySelector(".focus-picker");
const x = document.querySelector('#describe [name="focus_x"]');
const y = document.querySelector('#describe [name="focus_y"]');

function within(value) {
  return Math.min(100, Math.max(0, Math.round(value)));
}

function wire() {
  const picture = picker.querySelector("img");
  const point = Object.assign(document.createElement("button"), { type: "button", className: "focus-point" });
  point.setAttribute("aria-label", picker.dataset.label);
  const crop = Object.assign(document.createElement("img"), { src: picture.src, alt: "", className: "focus-crop" });
  picker.append(point);
  picker.after(crop);

  const show = () => {
    const isSet = x.value !== "" && y.value !== "";
    const [left, top] = isSet ? [within(Number(x.value)), within(Number(y.value))] : [50, 0];
    point.style.insetInlineStart = "auto";
    point.style.left = `${left}%`;
    point.style.top = `${top}%`;
    crop.style.objectPosition = `${left}% ${top}%`;
    point.title = isSet ? `${left} % · ${top} %` : "";
  };
  const put = (left, top) => {
    x.value = within(left);
    y.value = within(top);
    show();
  };
  picture.addEventListener("click", (event) => {
    const { left, top, width, height } = picture.getBoundingClientRect();
    put((100 * (event.clientX - left)) / width, (100 * (event.clientY - top)) / height);
    point.focus();
  });
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  point.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const far = event.shiftKey ? 10 : 1;
    const isSet = x.value !== "" && y.value !== "";
    put((isSet ? Number(x.value) : 50) + far * step[0], (isSet ? Number(y.value) : 0) + far * step[1]);
  });
  for (const input of [x, y]) input.addEventListener("input", show);
  show();
}

if (picker && x && y) wire();
