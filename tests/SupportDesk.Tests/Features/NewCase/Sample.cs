using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;

namespace SupportDesk.Tests.Features.NewCase;

/// <summary>Checklists and answers for tests, made without files.</summary>
internal static class Sample
{
    private static readonly LocalText Text = new("Текст", "Text");

    public static ChecklistItem Item(string key, ItemKind kind, bool required = false, params string[] checks) =>
        new(key, kind, new LocalText(key, key), Text, required, checks, null, null, []);

    public static CaseType CaseType(params ChecklistItem[] items) =>
        new(
            "sample",
            1,
            new LocalText("Уведомление не приходит", "Notification does not arrive"),
            Text,
            new LocalText(
                "Уведомление не приходит на ResultURL / заказ {invoice} / {method}",
                "Notification does not arrive at ResultURL / order {invoice} / {method}"
            ),
            Impact.OrdersStuck,
            "Повторите отправку.",
            null,
            null,
            items
        );

    public static CaseType Payment { get; } = CaseType(
        Item("invoice", ItemKind.Invoice, required: true), Item("amount", ItemKind.Amount), Item("method", ItemKind.Method, required: true));

    public static CaseAnswers Answers(params (string Key, string Text)[] texts)
    {
        var answers = new CaseAnswers();
        foreach (var (key, text) in texts)
            answers[key] = text;
        return answers;
    }
}
