using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>A person gives the logs of a shop and reads what became of a notification.</summary>
[Collection(InChrome.Doctor)]
public sealed class LogsTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Logs_TwoFiles_ShowTheTimelineAndLeaveNothingBehind()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/doctor/logs?invoice=12345");
        await window.Page.Locator(".ask button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#logs-answer")).ToContainTextAsync("Выберите хотя бы один файл лога.");

        await window.ReadLogsAsync();

        await Expect(window.Page.Locator("#logs-answer h2")).ToHaveTextAsync("Сайт ответил ошибкой");
        await Expect(window.Page.Locator("#logs-answer tbody tr")).ToHaveCountAsync(3);
        await Expect(window.Page.Locator("#logs-answer")).ToContainTextAsync("через 60 с");
        await Expect(window.Page.Locator("#logs-answer pre")).Not.ToContainTextAsync("4111111111111111");
        Assert.Empty(desk.TemporaryFiles);
        Assert.DoesNotContain("4111111111111111", desk.Log, StringComparison.Ordinal);
        Assert.Empty(window.Troubles);
    }

    /// <summary>Sent before its script listens, the form would lead to a bare piece of a page.</summary>
    [BrowserFact]
    public async Task Logs_ScriptComesLate_ButtonWaitsForIt()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var held = new TaskCompletionSource<IRoute>(TaskCreationOptions.RunContinuationsAsynchronously);
        await window.Page.RouteAsync("**/doctor*.js", held.SetResult);
        await window.GoAsync("/desk/doctor/logs?invoice=12345");
        var script = await held.Task;
        var button = window.Page.Locator(".ask button[type=submit]");
        await Expect(button).ToBeDisabledAsync();
        await window.Page.Locator("#invoice").PressAsync("Enter");

        await script.ContinueAsync();

        await Expect(button).ToBeEnabledAsync();
        await window.ReadLogsAsync();
        Assert.EndsWith("/desk/doctor/logs?invoice=12345", window.Page.Url, StringComparison.Ordinal);
    }
}

internal static class LogSteps
{
    public static async Task ReadLogsAsync(this Window window)
    {
        await window.Page.Locator("#invoice").FillAsync("12345");
        await window
            .Page.Locator("#files")
            .SetInputFilesAsync(
                (FilePayload[])
                    [
                        new()
                        {
                            Name = "access.log.1",
                            MimeType = "text/plain",
                            Buffer = Log(2, 3),
                        },
                        new()
                        {
                            Name = "access.log",
                            MimeType = "text/plain",
                            Buffer = Log(4),
                        },
                    ]
            );
        await window.Page.Locator(".ask button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#logs-answer h2.finding")).ToBeVisibleAsync();
    }

    private static byte[] Log(params int[] minutes) =>
        Encoding.UTF8.GetBytes(
            string.Concat(
                minutes.Select(minute =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"185.59.216.65 - - [20/Nov/2026:10:0{minute}:41 +0300] "
                            + $"\"GET /pay/result?OutSum=2480.00&InvId=12345&SignatureValue=AB&card=4111111111111111 HTTP/1.1\" "
                            + $"500 7 \"-\" \"Robokassa\" 0.412\n"
                    )
                )
            )
        );
}
