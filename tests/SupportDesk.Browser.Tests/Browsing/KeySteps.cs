using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>Hands that never leave the keyboard: Tab until something has the focus, then strokes.</summary>
internal static class KeySteps
{
    private const int Presses = 60;

    /// <summary>Says what has the focus, and what is wrong with it for somebody who looks for it.</summary>
    private const string Focused =
        """
        () => {
          const at = document.activeElement;
          if (at === document.body) return ['nothing', null];
          const words = at.getAttribute('aria-label') ?? at.labels?.[0]?.innerText ?? at.innerText ?? '';
          const name = `${at.tagName.toLowerCase()}${at.id ? '#' + at.id : ''} ${words.replace(/\s+/g, ' ').slice(0, 60)}`.trim();
          // What is drawn for a hidden field is its label.
          const shown = at.matches('input.vh, .vh input, .seg input, td.pick input') ? at.closest('label') ?? at : at;
          const box = shown.getBoundingClientRect();
          const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) => [box.left + box.width * x, box.top + box.height * y]);
          const seen = points.map(([x, y]) => document.elementFromPoint(x, y)).some(top => top && (shown.contains(top) || top.contains(shown)));
          if (!seen) return [name, 'is covered or out of sight'];
          const ringed = element => {
            const style = getComputedStyle(element);
            return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== 'none';
          };
          // The library draws the frame of a field beside it.
          const frame = at.closest('.mud-input')?.querySelector('.mud-input-outlined-border');
          if (frame && parseFloat(getComputedStyle(frame).borderTopWidth) >= 2) return [name, null];
          for (let element = at, up = 0; element && up < 4; element = element.parentElement, up++) if (ringed(element)) return [name, null];
          return [name, 'does not show that it has the focus'];
        }
        """;

    public static Task PressAsync(this Window window, string key) => window.Page.Keyboard.PressAsync(key);

    /// <summary>Presses Tab until the target, or one of several, has the focus.</summary>
    public static async Task TabToAsync(this Window window, ILocator target, int within = Presses)
    {
        await Expect(target.First).ToBeAttachedAsync();
        var passed = new List<string>();
        for (var pressed = 0; !await HasFocusAsync(target); pressed++)
        {
            if (pressed == within)
                Assert.Fail($"{target} was not reached by {within} presses of Tab. Focused were, in this order:\n{string.Join('\n', passed)}");
            await window.PressAsync("Tab");
            var focused = await window.Page.EvaluateAsync<string?[]>(Focused);
            passed.Add($"{focused[0]} {focused[1]}".Trim());
            Assert.True(focused[1] is null, $"{string.Join('\n', passed)}\nat {window.Page.Url}");
        }
    }

    /// <summary>Goes there and presses Enter.</summary>
    public static async Task EnterAsync(this Window window, ILocator target)
    {
        await window.TabToAsync(target);
        await window.PressAsync("Enter");
    }

    /// <summary>Goes into a field and types; it holds every letter afterwards.</summary>
    public static async Task TypeAsync(this Window window, ILocator field, string text)
    {
        await window.TabToAsync(field);
        await window.Page.Keyboard.TypeAsync(text);
        await Expect(field).ToHaveValueAsync(text);
    }

    /// <summary>Goes to a group of choices, and by the arrows to one of them.</summary>
    public static async Task ChooseByKeyAsync(this Window window, string group, string choice)
    {
        var choices = window.Page.GetByRole(AriaRole.Group, new() { Name = group, Exact = true }).GetByRole(AriaRole.Radio);
        var wanted = window.Page.GetByRole(AriaRole.Group, new() { Name = group, Exact = true }).GetByRole(AriaRole.Radio, new() { Name = choice });
        await window.TabToAsync(choices);
        for (var left = await choices.CountAsync(); left > 0 && !await HasFocusAsync(wanted); left--)
            await window.PressAsync("ArrowRight");
        await window.PressAsync(" ");
        await Expect(wanted).ToBeCheckedAsync();
    }

    /// <summary>Opens a menu and takes one of its entries by the arrows.</summary>
    public static async Task TakeFromMenuAsync(this Window window, ILocator opener, string entry)
    {
        await window.EnterAsync(opener);
        var wanted = window.Page.GetByRole(AriaRole.Menuitem, new() { Name = entry });
        await Expect(wanted).ToBeVisibleAsync();
        var count = await window.Page.GetByRole(AriaRole.Menuitem).CountAsync();
        for (var left = count; left > 0 && !await HasFocusAsync(wanted); left--)
            await window.PressAsync("ArrowDown");
        await Expect(wanted).ToBeFocusedAsync();
        await window.PressAsync("Enter");
    }

    private static Task<bool> HasFocusAsync(ILocator target) => target.EvaluateAllAsync<bool>("all => all.includes(document.activeElement)");
}
