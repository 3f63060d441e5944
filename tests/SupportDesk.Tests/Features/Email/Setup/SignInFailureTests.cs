using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using SupportDesk.Features.Email.Setup;

namespace SupportDesk.Tests.Features.Email.Setup;

public sealed class SignInFailureTests
{
    [Theory]
    [InlineData("LOGIN invalid credentials or IMAP is disabled", "ImapOff")]
    [InlineData("535: 5.7.8 Error: authentication failed: This user does not have access rights to this service", "ImapOff")]
    [InlineData("[ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)", "AppPassword")]
    [InlineData("535: 5.7.0 NEOBHODIM parol prilozheniya / Application password is REQUIRED", "AppPassword")]
    [InlineData("[WEBALERT] Please log in via your web browser", "WebLogin")]
    [InlineData("535: 5.7.139 Authentication unsuccessful, basic authentication is disabled.", "BasicOff")]
    [InlineData("[AUTHENTICATIONFAILED] Authentication failed.", "Refused")]
    [InlineData("[UNAVAILABLE] Too many login failures", "Busy")]
    public void Of_Refusal_IsKnownByItsWords(string answer, string says) => Assert.Equal(says, SignInFailure.Of(new AuthenticationException(answer)));

    [Fact]
    public void Of_WhatHappensBeforeTheSignIn_HasWordsOfItsOwn() => Assert.Equal(
        ["NoSuchHost", "Closed", "Silent", "NoStartTls", "HungUp", "Busy", "NoSuchSignIn"],
        new Exception[]
        {
            new SocketException((int)SocketError.HostNotFound), new SocketException((int)SocketError.ConnectionRefused), new OperationCanceledException(),
            new NotSupportedException("The SMTP server does not support the STARTTLS extension."), new IOException("closed"),
            new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, (SmtpStatusCode)454, "Temporary authentication failure"),
            new NotSupportedException("The SMTP server does not support authentication."),
        }.Select(SignInFailure.Of));
}
