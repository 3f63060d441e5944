using System.Text;
using AngleSharp.Dom;
using SupportDesk.Masking;

namespace SupportDesk.Features.Email.Messages;

/// <summary>Hides the secrets in the words of a document, also those that markup cuts into pieces.</summary>
internal static class TextMasking
{
    private static readonly HashSet<string> Inline = new(StringComparer.OrdinalIgnoreCase)
    {
        "A", "B", "CODE", "EM", "I", "Q", "S", "SMALL", "SPAN", "STRONG", "SUB", "SUP", "U",
    };

    /// <returns>False if something would still stand there unhidden.</returns>
    public static bool TryApply(IElement root)
    {
        var words = new Words(root);
        if (MaskText.Mask(words.Text, out var report) == words.Text)
            return true;
        if (report.Truncated)
            return false;
        // From the end, so that the places before keep their offsets.
        foreach (var found in report.Findings.OrderByDescending(found => found.Offset))
            words.Hide((int)found.Offset, found.Length, found.Kind);
        var hidden = new Words(root).Text;
        return MaskText.Mask(hidden) == hidden;
    }

    private sealed class Words
    {
        private readonly List<(IText Node, int From)> pieces = [];

        public Words(IElement root)
        {
            var text = new StringBuilder();
            INode? last = null;
            foreach (var node in root.Descendants<INode>())
            {
                if (node is not IText words)
                {
                    if (node.NodeName == "BR")
                        text.Append('\n');
                    continue;
                }

                // One line end between two blocks, however deep: a number that goes on in the next one is still one.
                if (words.Data.All(char.IsWhiteSpace) && text.Length > 0 && char.IsWhiteSpace(text[^1]))
                    continue;
                if (last is not null && BlockOf(last) != BlockOf(words))
                    text.Append(BlockOf(words)?.NodeName is "TD" or "TH" ? ' ' : '\n');
                pieces.Add((words, text.Length));
                text.Append(words.Data);
                last = words;
            }

            Text = text.ToString();
        }

        public string Text { get; }

        public void Hide(int offset, int length, SecretKind kind)
        {
            var end = offset + length;
            var mark = Mark(Text[offset..end], kind);
            foreach (var (node, from) in pieces)
            {
                var (start, stop) = (Math.Max(offset, from), Math.Min(end, from + node.Data.Length));
                if (stop <= start)
                    continue;
                node.Data = string.Concat(node.Data.AsSpan(0, start - from), mark, node.Data.AsSpan(stop - from));
                mark = "";
            }
        }

        private static INode? BlockOf(INode node)
        {
            var parent = node.Parent;
            while (parent is not null && Inline.Contains(parent.NodeName))
                parent = parent.Parent;
            return parent;
        }

        // A card keeps its last four digits, as everywhere.
        private static string Mark(string secret, SecretKind kind)
        {
            var digits = string.Concat(secret.Where(char.IsAsciiDigit));
            return kind == SecretKind.Pan && digits.Length >= 12 && !secret.Any(char.IsLetter)
                ? "**** **** **** " + digits[^4..]
                : $"[masked:{kind.ToString().ToLowerInvariant()}]";
        }
    }
}
