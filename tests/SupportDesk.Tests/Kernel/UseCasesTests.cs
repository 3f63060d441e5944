using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Kernel;

public sealed class UseCasesTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // They are found under their interface: the first two in the order in which they run.
    private static readonly Type[] Contributed = [typeof(IChecklistCheck), typeof(IProbeStep), typeof(IDnsRecordLookup)];

    // One for each mailbox of the settings, made by the service that runs them.
    private static readonly Type[] MadeByHand = [typeof(MailboxWorker)];

    [Fact]
    public async Task AddUseCases_WhateverRuns_IsRegisteredAndCanBeMade()
    {
        await using var desk = await DeskFixture.StartAsync();
        await using var scope = desk.Services.CreateAsyncScope();
        var useCases = typeof(UseCases).Assembly.GetTypes().Where(Runs).ToList();
        Assert.True(useCases.Count > 100, $"{useCases.Count} use cases were found.");
        Assert.Empty(useCases.Where(type => scope.ServiceProvider.GetService(type) is null).Select(type => type.FullName));
    }

    private static bool Runs(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsNested: false } && type.Namespace?.StartsWith("SupportDesk.Features.", StringComparison.Ordinal) == true
        && !type.IsAssignableTo(typeof(ComponentBase)) && !Contributed.Any(type.IsAssignableTo) && !MadeByHand.Contains(type)
        && type.GetMethods(Own).Any(method => method.Name is "RunAsync" or "ApplyAsync" && method.ReturnType.IsAssignableTo(typeof(Task)));
}
