using SupportDesk.Features.Email.SelfTest;

namespace SupportDesk.Features.Email.Setup;

/// <summary>How the state of a step looks.</summary>
internal static class StepMarks
{
    public static string Severity(SelfTestState state) => state switch
    {
        SelfTestState.Ok => "is-ok",
        SelfTestState.Warn => "is-warn",
        SelfTestState.Bad => "is-bad",
        SelfTestState.Waiting => "is-run",
        _ => "",
    };

    public static string Icon(SelfTestState state) => state switch
    {
        SelfTestState.Ok => "ok",
        SelfTestState.Warn => "warn",
        SelfTestState.Bad => "bad",
        SelfTestState.Waiting => "run",
        _ => "dash",
    };
}
