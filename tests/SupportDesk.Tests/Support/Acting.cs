using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace SupportDesk.Tests.Support;

/// <summary>Acts on a page that renders on its own too. Finds and acts in one turn, since a render between the two takes the handler away.</summary>
internal static class Acting
{
    /// <param name="act">Given the first element of <paramref name="selector"/>, once there is one.</param>
    public static Task ActAsync<T>(this IRenderedComponent<T> page, string selector, Func<IElement, Task> act)
        where T : IComponent
    {
        page.WaitForElement(selector);
        return page.InvokeAsync(() => act(page.Find(selector)));
    }

    /// <param name="text">All that stands on the button.</param>
    public static Task PressAsync<T>(this IRenderedComponent<T> page, string text)
        where T : IComponent =>
        page.InvokeAsync(() => page.Button(text).ClickAsync(new()));

    public static IElement Button<T>(this IRenderedComponent<T> page, string text)
        where T : IComponent => page.FindAll("button").Single(button => button.TextContent.Trim() == text);
}
