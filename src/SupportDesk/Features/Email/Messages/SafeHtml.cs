using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace SupportDesk.Features.Email.Messages;

/// <summary>
/// The HTML of an e-mail as it may be kept and shown: what an allow-list knows, no link that leads anywhere, nothing that
/// would be loaded, secrets hidden also where markup parts them. What cannot be made safe is left out: the words of the
/// e-mail are kept anyway.
/// </summary>
internal static class SafeHtml
{
    private const int MostChars = 500_000;
    private const int MostTags = 20_000;
    private const int Deepest = 200;

    // Gone with all that is in them: their content is no text of the e-mail.
    private const string Gone =
        "script, style, template, noscript, noembed, noframes, svg, math, object, embed, applet, iframe, frame, frameset, audio, video, canvas, " +
        "link, meta, base, title, textarea, select, button, input, plaintext, xmp, listing";

    private static readonly string[] Tags =
    [
        "a", "address", "b", "blockquote", "br", "caption", "center", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
        "li", "ol", "p", "pre", "q", "s", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u", "ul",
    ];

    private static readonly string[] Attributes = ["colspan", "rowspan", "dir", "align", "style"];
    private static readonly string[] Styles = ["font-style", "font-weight", "text-align", "text-decoration", "vertical-align", "white-space"];

    /// <summary>Before it is stored.</summary>
    /// <returns>Null if there is nothing to show, or nothing that could be shown safely.</returns>
    public static string? Clean(string? html)
    {
        if (string.IsNullOrWhiteSpace(html) || html.Length > MostChars || html.AsSpan().Count('<') > MostTags)
            return null;
        using var document = new HtmlParser().ParseDocument(html);
        if (document.Body is not { } body || IsTooDeep(body))
            return null;
        foreach (var element in document.QuerySelectorAll(Gone).ToList())
            element.Remove();
        foreach (var image in document.QuerySelectorAll("img, image").ToList())
            Replace(image, image.GetAttribute("alt") is { Length: > 0 } words ? $"[{words}]" : "");
        foreach (var link in document.QuerySelectorAll("a[href]").ToList())
            ShowTarget(link);
        Sanitizer().SanitizeDom((IHtmlDocument)document, body);
        if (!TextMasking.TryApply(body))
            return null;
        var clean = body.InnerHtml.Trim();
        return clean.Length == 0 ? null : clean;
    }

    /// <summary>The same allow-list once more, before it is shown: what is stored is not trusted for being stored.</summary>
    public static string ForReading(string stored) => Sanitizer().Sanitize(stored);

    private static HtmlSanitizer Sanitizer()
    {
        var sanitizer = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(Tags, StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(Attributes, StringComparer.OrdinalIgnoreCase),
            AllowedCssProperties = new HashSet<string>(Styles, StringComparer.OrdinalIgnoreCase),
            AllowedAtRules = new HashSet<CssRuleType>(),
            AllowedSchemes = new HashSet<string>(),
            UriAttributes = new HashSet<string>(),
        })
        {
            KeepChildNodes = true,
        };
        return sanitizer;
    }

    // An e-mail's link is words: where it leads stands behind them, and nobody gets there by a slip of the hand.
    private static void ShowTarget(IElement link)
    {
        var target = link.GetAttribute("href")!.Trim();
        var isAddress = target.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || target.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (isAddress && !link.TextContent.Trim().TrimEnd('/').Equals(target.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
            link.AppendChild(link.Owner!.CreateTextNode($" <{(target.Length <= 300 ? target : target[..300] + "…")}>"));
    }

    private static void Replace(IElement element, string words) => element.Parent?.ReplaceChild(element.Owner!.CreateTextNode(words), element);

    // Walked without recursion: an e-mail of nested tags must not end the desk.
    private static bool IsTooDeep(INode root)
    {
        var depth = 0;
        for (var node = root.FirstChild; node is not null;)
        {
            if (node.FirstChild is { } child)
            {
                (node, depth) = (child, depth + 1);
                if (depth > Deepest)
                    return true;
                continue;
            }

            while (node is not null && node != root && node.NextSibling is null)
                (node, depth) = (node.Parent, depth - 1);
            node = node is null || node == root ? null : node.NextSibling;
        }

        return false;
    }
}
