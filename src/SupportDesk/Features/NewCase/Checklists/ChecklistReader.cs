using System.Text.RegularExpressions;
using SupportDesk.Data.Entities;
using YamlDotNet.RepresentationModel;

namespace SupportDesk.Features.NewCase.Checklists;

/// <summary>Turns a YAML file into a checklist, or says in which line it cannot.</summary>
internal sealed partial class ChecklistReader(IReadOnlyCollection<string> knownChecks)
{
    private static readonly Dictionary<string, ItemKind> Kinds = new()
    {
        ["text"] = ItemKind.Text,
        ["longtext"] = ItemKind.LongText,
        ["url"] = ItemKind.Url,
        ["invoice"] = ItemKind.Invoice,
        ["amount"] = ItemKind.Amount,
        ["method"] = ItemKind.Method,
        ["datetime"] = ItemKind.DateTime,
        ["choice"] = ItemKind.Choice,
        ["last4"] = ItemKind.Last4,
        ["file"] = ItemKind.File,
        ["notification-body"] = ItemKind.NotificationBody,
        ["payment-link"] = ItemKind.PaymentLink,
        ["spread"] = ItemKind.Scope,
        ["impact"] = ItemKind.Impact,
    };

    private static readonly Dictionary<string, Impact> Impacts = new()
    {
        ["payments-fail"] = Impact.PaymentsFail,
        ["orders-stuck"] = Impact.OrdersStuck,
        ["customer-waits"] = Impact.CustomerWaits,
        ["question"] = Impact.Question,
    };

    private static readonly Dictionary<string, bool> Needs = new() { ["required"] = true, ["recommended"] = false };

    // A ticket has one of each: two items of such a kind would fight over the same fact.
    private static readonly ItemKind[] OncePerCaseType =
        [ItemKind.Invoice, ItemKind.Amount, ItemKind.Method, ItemKind.Last4, ItemKind.File, ItemKind.Scope, ItemKind.Impact];

    public CaseType Read(string file, string text)
    {
        var map = new YamlMap(
            file,
            YamlMap.Load(file, text),
            "the file",
            "key",
            "order",
            "name",
            "hint",
            "title",
            "impact",
            "request",
            "error-code",
            "article",
            "items"
        );
        var caseType = new CaseType(
            Key(map), map.Number("order"), map.Both("name"), map.Both("hint"), map.Both("title"), map.Word("impact", Impacts), map.Text("request"),
            map.Has("error-code") ? map.Text("error-code") : null, map.Has("article") ? map.Both("article") : null, ReadItems(file, map));
        foreach (var language in new[] { caseType.Title.Ru, caseType.Title.En })
        {
            var unknown = Hole().Matches(language).Select(hole => hole.Groups["key"].Value).FirstOrDefault(key => caseType.Find(key) is null);
            if (unknown is not null)
                throw map.Wrong("title", $"'title' speaks of {{{unknown}}}, but there is no such item.");
        }

        return caseType;
    }

    private List<ChecklistItem> ReadItems(string file, YamlMap map)
    {
        var items = new List<ChecklistItem>();
        foreach (var node in map.List("items"))
            items.Add(ReadItem(file, node, items));
        return items.Count > 0 ? items : throw map.Wrong("items", "'items' is missing or empty: a checklist asks for something.");
    }

    private ChecklistItem ReadItem(string file, YamlNode node, List<ChecklistItem> before)
    {
        var map = new YamlMap(file, node, "an item", "key", "kind", "label", "why", "need", "checks", "placeholder", "beside", "choices");
        var key = Key(map);
        if (before.Any(item => item.Key == key))
            throw map.Wrong("key", $"the key '{key}' is used twice.");
        var kind = map.Word("kind", Kinds);
        if (OncePerCaseType.Contains(kind) && before.Any(item => item.Kind == kind))
            throw map.Wrong("kind", $"a second item of kind '{map.Text("kind")}': a ticket has room for one.");
        var checks = map.List("checks").Select(check => map.Text(check, "a check")).ToList();
        if (checks.Find(check => !knownChecks.Contains(check)) is { } stranger)
            throw map.Wrong("checks", $"there is no check '{stranger}'. Known are: {string.Join(", ", knownChecks.Order())}.");
        var beside = map.Has("beside") ? map.Text("beside") : null;
        if (beside is not null && before.TrueForAll(item => item.Key != beside || item.Beside is not null))
            throw map.Wrong("beside", $"'{beside}' is no row above this item.");
        var choices = map.List("choices").Select(choice => ReadChoice(file, choice)).ToList();
        if (kind == ItemKind.Choice != choices.Count > 0)
            throw map.Wrong(
                "choices",
                kind == ItemKind.Choice ? "an item of kind 'choice' needs 'choices'." : "'choices' belong to items of kind 'choice' only."
            );
        return new ChecklistItem(
            key, kind, map.Both("label"), map.Both("why"), map.Word("need", Needs), checks,
            map.Has("placeholder") ? map.Both("placeholder") : null, beside, choices);
    }

    private static ItemChoice ReadChoice(string file, YamlNode node)
    {
        var map = new YamlMap(file, node, "a choice", "value", "ru", "en");
        return new ItemChoice(map.Text("value"), new LocalText(map.Text("ru"), map.Text("en")));
    }

    private static string Key(YamlMap map)
    {
        var key = map.Text("key");
        return KeyShape().IsMatch(key) ? key : throw map.Wrong("key", $"'{key}' is no key: small Latin letters, digits and hyphens make one.");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,59}$")]
    private static partial Regex KeyShape();

    [GeneratedRegex(@"\{(?<key>[^}]*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();
}
